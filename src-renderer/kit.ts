/** How the kit's controls look here; colours and radii come from the tokens, heights from the house style. */
export const kit = {
  // The kit merges classes by what they mean; these are our names for sizes of type.
  tv: {
    twMergeConfig: {
      extend: {
        classGroups: {
          'font-size': [
            { text: ['caption', 'small', 'body', 'head', 'title', 'record', 'display'] },
          ],
        },
      },
    },
  },
  button: {
    slots: {
      base: 'rounded-md font-semibold whitespace-nowrap justify-center disabled:opacity-60 aria-disabled:opacity-100',
    },
    variants: {
      size: {
        xs: {
          base: 'h-[26px] px-2.5 py-0 text-body gap-1.5',
          leadingIcon: 'size-4',
          trailingIcon: 'size-4',
        },
        sm: {
          base: 'h-[30px] px-2.5 py-0 text-body gap-1.5',
          leadingIcon: 'size-4',
          trailingIcon: 'size-4',
        },
        md: {
          base: 'h-[34px] px-3.5 py-0 text-body gap-1.5',
          leadingIcon: 'size-4',
          trailingIcon: 'size-4',
        },
      },
    },
    compoundVariants: [
      {
        color: 'primary' as const,
        variant: 'solid' as const,
        class: 'bg-fill text-on-fill hover:bg-fill-strong active:bg-fill-strong disabled:bg-fill',
      },
      {
        color: 'neutral' as const,
        variant: 'outline' as const,
        class: {
          base: 'ring-edge text-ink bg-sheet hover:bg-soft active:bg-soft',
          leadingIcon: 'text-accent',
        },
      },
      {
        color: 'neutral' as const,
        variant: 'ghost' as const,
        class: 'text-ink hover:bg-soft active:bg-soft',
      },
      {
        color: 'error' as const,
        variant: 'outline' as const,
        class: 'ring-bad text-bad bg-sheet hover:bg-bad-soft active:bg-bad-soft',
      },
      {
        color: 'error' as const,
        variant: 'solid' as const,
        class: 'bg-bad text-on-bad hover:bg-bad/90 active:bg-bad/90',
      },
    ],
    defaultVariants: {
      color: 'neutral' as const,
      variant: 'outline' as const,
      size: 'sm' as const,
    },
  },
  input: {
    slots: { root: 'w-full', base: 'h-8 rounded-md' },
    variants: { size: { md: { base: 'text-body' } } },
    compoundVariants: [{ color: 'error' as const, highlight: true, class: 'ring-2 ring-bad' }],
  },
  inputMenu: {
    slots: {
      root: 'w-full',
      base: 'h-8 text-body rounded-md',
      content: 'shadow-lift ring-edge max-h-80',
      item: 'data-highlighted:not-data-disabled:before:bg-soft',
    },
    variants: { size: { md: { base: 'text-body' } } },
  },
  select: {
    slots: {
      base: 'h-8 text-body rounded-md w-full',
      content: 'shadow-lift ring-edge',
      item: 'data-highlighted:not-data-disabled:before:bg-soft',
    },
    variants: { size: { md: { base: 'text-body' } } },
  },
  textarea: {
    slots: { root: 'w-full', base: 'rounded-md' },
    variants: { size: { md: { base: 'text-body' } } },
  },
  formField: {
    slots: {
      label: 'text-small font-semibold text-ink',
      error: 'mt-1 text-small font-semibold text-bad',
      help: 'mt-1 text-small text-muted',
      description: 'text-small text-muted',
      hint: 'text-small text-muted',
    },
  },
  checkbox: {
    slots: { base: 'rounded-[3px] ring-edge', label: 'text-body font-normal' },
    variants: { color: { primary: { indicator: 'bg-fill' } } },
  },
  radioGroup: {
    slots: { legend: 'text-small font-semibold', label: 'text-body font-normal' },
    variants: { color: { primary: { indicator: 'bg-fill' } } },
  },
  modal: {
    slots: {
      content: 'rounded-lg shadow-lift ring-line divide-y-0 max-w-xl',
      header: 'px-5 pt-5 pb-1 sm:px-5 min-h-0 shrink-0',
      // Beside the cross that closes it.
      title: 'title text-ink pe-8',
      description: 'text-body text-ink mt-1',
      body: 'px-5 py-3 sm:px-5 sm:py-3 scroll',
      footer: 'px-5 pb-5 pt-3 sm:px-5 justify-end gap-2 flex-wrap',
    },
    variants: { overlay: { true: { overlay: 'bg-veil' } } },
  },
  slideover: {
    slots: {
      overlay: 'bg-veil',
      content: 'bg-sheet shadow-lift',
      header: 'px-4 py-2.5 sm:px-4 min-h-[46px]',
      title: 'text-head font-bold text-ink',
      close: 'top-2',
      body: 'px-4 py-3 sm:px-4 sm:py-3 scroll',
      footer: 'px-4 py-3 sm:px-4',
    },
  },
  commandPalette: {
    slots: {
      input: 'palette-input',
    },
    variants: {
      active: { false: { item: 'data-highlighted:not-data-disabled:before:bg-soft' } },
    },
  },
  dropdownMenu: {
    slots: {
      content: 'shadow-lift ring-edge min-w-52',
      item: 'text-body',
    },
    variants: {
      active: { false: { item: 'data-highlighted:not-data-disabled:before:bg-soft' } },
    },
  },
  // Above the bar in which a page has its buttons.
  toaster: { slots: { viewport: 'mb-28' } },
  toast: {
    slots: {
      root: 'rounded-lg ring-line shadow-lift py-3 ps-4 border-s-4 border-s-ok',
      title: 'text-body font-bold',
      description: 'text-small text-muted',
      progress: 'hidden',
    },
    variants: { color: { error: { root: 'border-s-bad' }, success: { root: 'border-s-ok' } } },
  },
  kbd: { base: 'normal-case' },
  tooltip: {
    slots: { content: 'bg-ink text-sheet ring-0 h-auto max-w-80', text: 'whitespace-normal' },
  },
}
