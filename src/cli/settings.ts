import { type Command, Option } from 'commander'
import { type Config, readConfig, SETTINGS, type SettingName } from '../config.ts'

/** Adds the flags of these settings to a verb. */
export function withSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of [...names, 'config'] as const) {
    const { flag, variable, fallback, description } = SETTINGS[name]
    const standard = fallback ? `, default ${fallback}` : ''
    command.addOption(new Option(flag, `${description} (${variable}${standard})`))
  }
  return command
}

/**
 * The settings in force for a verb.
 *
 * @param data the directory, of a verb that takes it as an argument
 */
export function settingsOf(command: Command, data?: string): Config {
  return readConfig({ ...command.opts(), ...(data !== undefined && { data }) })
}
