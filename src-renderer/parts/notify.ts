import { useToast } from '@nuxt/ui/composables'

interface Look {
  /** A later word with the same id takes the place of the one before. */
  id?: string
  /** True of what failed: it stays until somebody has read it. */
  failed?: boolean
}

/** Gives the means to say what happened and what follows; it goes after six seconds, and is said elsewhere too. */
export function useNotify() {
  const toast = useToast()
  return (title: string, description: string, { id, failed = false }: Look = {}): void => {
    if (id) toast.remove(id)
    toast.add({
      title,
      description,
      ...(id ? { id } : {}),
      ...(failed
        ? { color: 'error', duration: 0 }
        : { icon: 'i-lucide-circle-check', color: 'success' }),
    })
  }
}
