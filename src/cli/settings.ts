import { type Command, Option } from 'commander'
import { type Config, readConfig, SETTINGS, type SettingName } from '../config.ts'

/** Adds the flags of these settings to a verb. */
export function withSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, variable, fallback, description } = SETTINGS[name]
    const standard = fallback ? `, default ${fallback}` : ''
    command.addOption(new Option(flag, `${description} (${variable}${standard})`))
  }
  return command
}

/** The settings in force for a verb. */
export function settingsOf(command: Command): Config {
  return readConfig(command.opts())
}
