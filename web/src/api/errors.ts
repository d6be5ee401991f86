import type { ProblemView } from './schema.gen'

/** What the server refused, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: { pointer: string; detail: string }[]

  constructor(status: number, problem: Partial<ProblemView>) {
    super(problem.detail ?? problem.title ?? 'unreachable')
    this.status = status
    this.code = problem.code ?? (status === 0 ? 'unreachable' : 'unknown')
    this.errors = problem.errors ?? []
  }

  /** What is wrong with one field of a body, such as `/email`. */
  at(pointer: string): string | undefined {
    return this.errors.find((each) => each.pointer === pointer)?.detail
  }
}

/** Whether asking again may help: the server is away or asks for time. */
export function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 503)
}
