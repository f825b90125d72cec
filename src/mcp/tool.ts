import type { Static, TObject } from 'typebox'
import type { AskApi } from './api.ts'

/** What a tool found: for people and models to read, and the same for programs. */
export interface ToolResult {
  /** Leads with what matters most: a verdict, or the words. */
  text: string
  data: object
}

/** A tool of the Model Context Protocol. None changes anything. */
export interface Tool<Input extends TObject = TObject> {
  name: string
  title: string
  /** What it does, and when to call it. */
  description: string
  input: Input
  /** @throws ToolFailure */
  call(ask: AskApi, input: Static<Input>): Promise<ToolResult>
}

/** Keeps the type of the input between the schema and the call. */
export function tool<Input extends TObject>(made: Tool<Input>): Tool {
  return made as unknown as Tool
}
