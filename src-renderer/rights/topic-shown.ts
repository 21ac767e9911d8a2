import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { TopicSheet } from '../../src-main/rights/contract.ts'
import { STALE, type Uncertainty } from '../../src-main/law/contract.ts'
import { newestOnly } from '../newest.ts'
import { errorMessage } from '../office.ts'
import { useToday } from '../parts/today.ts'
import { compareVersions, otherVersion } from './compare-versions.ts'
import { useRights } from './rights-store.ts'

type Asked = Pick<Uncertainty, 'entry' | 'version' | 'title' | 'authority' | 'sources' | 'why'>

/**
 * A topic as at the day asked about, and what stands beside it; `other` is the place of the version chosen for that.
 * `checking` is the entry whose check is being recorded, and `uncertainty` what is to be checked of it.
 */
export function useTopic(id: () => string, other: Ref<number | null>) {
  const rights = useRights()
  const today = useToday()
  const topic = shallowRef<TopicSheet | null>(null)
  /** The day that `topic` was asked for. */
  const shownAt = ref(rights.asAt)
  const fault = ref('')

  const ask = newestOnly()
  async function load(): Promise<void> {
    const [asked, asAt, isNewest] = [id(), rights.asAt, ask()]
    try {
      const found = await rights.topic(asked, asAt)
      if (!isNewest()) return
      topic.value = found
      shownAt.value = asAt
      fault.value = ''
    } catch (error) {
      if (isNewest()) fault.value = errorMessage(error)
    }
  }
  watch([id, () => rights.asAt, () => rights.changes], load, { immediate: true })

  const current = computed(() => topic.value?.versions.find((version) => version.current) ?? null)
  const otherAt = computed(() => {
    if (!topic.value) return null
    const seedDay = rights.edition?.seed.to ?? today.value
    const { versions } = topic.value
    return other.value !== null && !versions[other.value]?.current
      ? other.value
      : otherVersion(versions, { asAt: shownAt.value, today: today.value, seedDay })
  })
  const pair = computed(() => {
    if (!current.value) return null
    const second = otherAt.value === null ? null : (topic.value?.versions[otherAt.value] ?? null)
    return compareVersions(current.value, second, { asAt: shownAt.value, today: today.value })
  })
  const checking = ref<string | null>(null)
  const uncertainty = computed<Asked | null>(() => {
    const version = topic.value?.versions.find(({ entry }) => entry === checking.value)
    return version && topic.value
      ? {
          ...version,
          title: `${topic.value.group}: ${topic.value.heading}`,
          why: version.toCheck ?? STALE,
        }
      : null
  })
  return { topic, fault, current, otherAt, pair, checking, uncertainty }
}
