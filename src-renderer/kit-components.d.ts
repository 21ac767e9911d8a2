import type Button from '@nuxt/ui/components/Button.vue'
import type Checkbox from '@nuxt/ui/components/Checkbox.vue'
import type CommandPalette from '@nuxt/ui/components/CommandPalette.vue'
import type DropdownMenu from '@nuxt/ui/components/DropdownMenu.vue'
import type FormField from '@nuxt/ui/components/FormField.vue'
import type Icon from '@nuxt/ui/components/Icon.vue'
import type Input from '@nuxt/ui/components/Input.vue'
import type InputMenu from '@nuxt/ui/components/InputMenu.vue'
import type Modal from '@nuxt/ui/components/Modal.vue'
import type Progress from '@nuxt/ui/components/Progress.vue'
import type RadioGroup from '@nuxt/ui/components/RadioGroup.vue'
import type Select from '@nuxt/ui/components/Select.vue'
import type Slideover from '@nuxt/ui/components/Slideover.vue'
import type Textarea from '@nuxt/ui/components/Textarea.vue'
import type { RouterLink, RouterView } from 'vue-router'

// The kit's plugin brings these in where a template names them; here they get their types.
declare module 'vue' {
  export interface GlobalComponents {
    RouterLink: typeof RouterLink
    RouterView: typeof RouterView
    UButton: typeof Button
    UCheckbox: typeof Checkbox
    UCommandPalette: typeof CommandPalette
    UDropdownMenu: typeof DropdownMenu
    UFormField: typeof FormField
    UIcon: typeof Icon
    UInput: typeof Input
    UInputMenu: typeof InputMenu
    UModal: typeof Modal
    UProgress: typeof Progress
    URadioGroup: typeof RadioGroup
    USelect: typeof Select
    USlideover: typeof Slideover
    UTextarea: typeof Textarea
  }
}
