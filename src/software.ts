/** The version of the software, as package.json has it. A test keeps the two in step. */
export const SOFTWARE_VERSION = '0.1.0'
