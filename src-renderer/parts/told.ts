import { useToast } from '@nuxt/ui/composables'

/** Gives the means to tell what happened and what follows; it goes after six seconds, and is said elsewhere too. */
export function useTold(): (title: string, description: string) => void {
  const toast = useToast()
  return (title, description) =>
    void toast.add({ title, description, icon: 'i-lucide-circle-check', color: 'success' })
}
