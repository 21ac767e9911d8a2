import { createRouter, createWebHashHistory } from 'vue-router'
import AnswerablePage from './rights/AnswerablePage.vue'
import AllEntries from './audit/AllEntries.vue'
import AuditPage from './audit/AuditPage.vue'
import ClientPage from './clients/ClientPage.vue'
import ClientsPage from './clients/ClientsPage.vue'
import CorrectClient from './clients/CorrectClient.vue'
import NewClient from './clients/NewClient.vue'
import ConsentsPage from './consents/ConsentsPage.vue'
import RecordConsent from './consents/RecordConsent.vue'
import DayPage from './day/DayPage.vue'
import CalculatorPage from './deadlines/CalculatorPage.vue'
import DisclosurePage from './disclosures/DisclosurePage.vue'
import RegisterPage from './disclosures/RegisterPage.vue'
import FirstPlace from './frame/FirstPlace.vue'
import AmendPage from './law/AmendPage.vue'
import EditionPage from './law/EditionPage.vue'
import EditsPage from './law/EditsPage.vue'
import HolidaysPage from './law/HolidaysPage.vue'
import PrisonsPage from './law/PrisonsPage.vue'
import ToCheckPage from './law/ToCheckPage.vue'
import LetterPage from './letters/LetterPage.vue'
import LettersPage from './letters/LettersPage.vue'
import NewLetter from './letters/NewLetter.vue'
import WorkingPage from './letters/WorkingPage.vue'
import CorrectMatter from './matters/CorrectMatter.vue'
import MatterPage from './matters/MatterPage.vue'
import MattersPage from './matters/MattersPage.vue'
import OpenMatter from './matters/OpenMatter.vue'
import OfficePage from './people/OfficePage.vue'
import TopicPage from './rights/TopicPage.vue'
import type { HelpTextName } from './rights/help-text.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the rights panel opens at, and whether it stands open until somebody says otherwise. */
    topic: HelpTextName
    rightsOpen?: boolean
  }
}

/** Where each screen stands. */
export const routes = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: FirstPlace, meta: { topic: 'day' } },
    { path: '/day', component: DayPage, meta: { topic: 'day' } },
    { path: '/clients', component: ClientsPage, meta: { topic: 'finding' } },
    {
      path: '/clients/new',
      component: NewClient,
      meta: { topic: 'recording', rightsOpen: true },
    },
    { path: '/clients/:id', component: ClientPage, props: true, meta: { topic: 'client' } },
    {
      path: '/clients/:id/correct',
      component: CorrectClient,
      props: true,
      meta: { topic: 'correcting', rightsOpen: true },
    },
    {
      path: '/clients/:id/matters/new',
      component: OpenMatter,
      props: true,
      meta: { topic: 'matter' },
    },
    {
      path: '/clients/:id/consents',
      component: ConsentsPage,
      props: true,
      meta: { topic: 'consents' },
    },
    {
      path: '/clients/:id/consents/new',
      component: RecordConsent,
      props: true,
      meta: { topic: 'consents' },
    },
    { path: '/matters', component: MattersPage, meta: { topic: 'matter' } },
    { path: '/matters/:id', component: MatterPage, props: true, meta: { topic: 'matter' } },
    {
      path: '/matters/:id/correct',
      component: CorrectMatter,
      props: true,
      meta: { topic: 'matter' },
    },
    { path: '/letters', component: LettersPage, meta: { topic: 'letters' } },
    { path: '/letters/new', component: NewLetter, meta: { topic: 'letter', rightsOpen: true } },
    {
      path: '/letters/:id',
      component: LetterPage,
      props: true,
      meta: { topic: 'letter', rightsOpen: true },
    },
    {
      path: '/letters/:id/deadline',
      component: WorkingPage,
      props: true,
      meta: { topic: 'deadline' },
    },
    { path: '/calculator', component: CalculatorPage, meta: { topic: 'deadline' } },
    { path: '/answerable', component: AnswerablePage, meta: { topic: 'client' } },
    { path: '/law', component: ToCheckPage, meta: { topic: 'law' } },
    { path: '/law/edits', component: EditsPage, meta: { topic: 'law' } },
    { path: '/law/edits/new', component: AmendPage, meta: { topic: 'law' } },
    { path: '/law/prisons', component: PrisonsPage, meta: { topic: 'law' } },
    { path: '/law/holidays', component: HolidaysPage, meta: { topic: 'law' } },
    { path: '/law/edition', component: EditionPage, meta: { topic: 'law' } },
    { path: '/rights/:topicId', component: TopicPage, props: true, meta: { topic: 'law' } },
    { path: '/audit', component: AuditPage, meta: { topic: 'log' } },
    { path: '/audit/entries', component: AllEntries, meta: { topic: 'log' } },
    { path: '/audit/register', component: RegisterPage, meta: { topic: 'consents' } },
    {
      path: '/audit/register/:id',
      component: DisclosurePage,
      props: true,
      meta: { topic: 'consents' },
    },
    { path: '/office', component: OfficePage, meta: { topic: 'office' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
