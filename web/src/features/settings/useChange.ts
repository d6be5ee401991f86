import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNotify } from '@/ui/notify'

type Done<Given, Answer> = {
  /** What is loaded again afterwards. */
  renew: QueryKey
  /** What is said when it is done; nothing where the page shows it anyway. */
  said?: (answer: Answer, given: Given) => string
  /** A form shows what does not work; else a note does. */
  inForm?: boolean
}

/** A change of the settings: says what was done, or what did not work, and renews what is shown. */
export function useChange<Given, Answer>(
  change: (given: Given) => Promise<Answer>,
  { renew, said, inForm = false }: Done<Given, Answer>,
) {
  const queries = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: change,
    onSuccess: (answer, given) => {
      if (said) notify.done(said(answer, given))
      return queries.invalidateQueries({ queryKey: renew })
    },
    onError: inForm ? undefined : notify.failed,
  })
}
