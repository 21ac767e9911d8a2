import { createRouter, createWebHashHistory } from 'vue-router'
import AnswerablePage from './rights/AnswerablePage.vue'
import AllEntries from './audit/AllEntries.vue'
import AuditPage from './audit/AuditPage.vue'
import SubjectAccess from './exports/SubjectAccess.vue'
import ClientPage from './clients/ClientPage.vue'
import ClientsPage from './clients/ClientsPage.vue'
import CorrectClient from './clients/CorrectClient.vue'
import JoinRecords from './clients/JoinRecords.vue'
import MovePage from './clients/MovePage.vue'
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
import ImportPage from './imports/ImportPage.vue'
import AtOncePage from './letters/AtOncePage.vue'
import LetterPage from './letters/LetterPage.vue'
import LettersPage from './letters/LettersPage.vue'
import NewLetter from './letters/NewLetter.vue'
import ParagraphPage from './letters/ParagraphPage.vue'
import ParagraphsPage from './letters/ParagraphsPage.vue'
import TemplatePage from './letters/TemplatePage.vue'
import TemplatesPage from './letters/TemplatesPage.vue'
import RefusalPage from './letters/RefusalPage.vue'
import WorkingPage from './letters/WorkingPage.vue'
import CorrectMatter from './matters/CorrectMatter.vue'
import MatterPage from './matters/MatterPage.vue'
import MattersPage from './matters/MattersPage.vue'
import OpenMatter from './matters/OpenMatter.vue'
import OfficePage from './people/OfficePage.vue'
import ProcessingPage from './processing/ProcessingPage.vue'
import ReviewPage from './retention/ReviewPage.vue'
import TopicPage from './rights/TopicPage.vue'
import type { HelpTextName } from './rights/help-text.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the screen is called; the page of a record bears the record’s own name once that is shown. */
    here: string
    /** The screen above it. */
    under?: string
    /** What kind of record it is about; `within` where it is a screen below that record’s page. */
    of?: 'client' | 'matter' | 'letter'
    within?: true
    /** What the rights panel opens at, and whether it stands open until somebody says otherwise. */
    topic: HelpTextName
    rightsOpen?: boolean
  }
}

/** Where each screen stands. */
export const routes = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: FirstPlace, meta: { here: 'Day', topic: 'day' } },
    { path: '/day', component: DayPage, meta: { here: 'Day', topic: 'day' } },
    { path: '/clients', component: ClientsPage, meta: { here: 'Clients', topic: 'finding' } },
    {
      path: '/clients/new',
      component: NewClient,
      meta: { here: 'New client', under: '/clients', topic: 'recording', rightsOpen: true },
    },
    {
      path: '/clients/:id',
      component: ClientPage,
      props: true,
      meta: { here: 'Client', under: '/clients', of: 'client', topic: 'client' },
    },
    {
      path: '/clients/:id/correct',
      component: CorrectClient,
      props: true,
      meta: { here: 'Correct', of: 'client', within: true, topic: 'correcting', rightsOpen: true },
    },
    {
      path: '/clients/:id/join',
      component: JoinRecords,
      props: true,
      meta: { here: 'Join records', of: 'client', within: true, topic: 'joining' },
    },
    {
      path: '/clients/:id/move',
      component: MovePage,
      props: true,
      meta: { here: 'The move', of: 'client', within: true, topic: 'client' },
    },
    {
      path: '/clients/:id/access',
      component: SubjectAccess,
      props: true,
      meta: { here: 'Subject access', of: 'client', within: true, topic: 'client' },
    },
    {
      path: '/clients/:id/matters/new',
      component: OpenMatter,
      props: true,
      meta: { here: 'Open a matter', of: 'client', within: true, topic: 'matter' },
    },
    {
      path: '/clients/:id/consents',
      component: ConsentsPage,
      props: true,
      meta: { here: 'Consents', of: 'client', within: true, topic: 'consents' },
    },
    {
      path: '/clients/:id/consents/new',
      component: RecordConsent,
      props: true,
      meta: { here: 'Record a form', of: 'client', within: true, topic: 'consents' },
    },
    { path: '/matters', component: MattersPage, meta: { here: 'Matters', topic: 'matter' } },
    {
      path: '/matters/:id',
      component: MatterPage,
      props: true,
      meta: { here: 'Matter', under: '/matters', of: 'matter', topic: 'matter' },
    },
    {
      path: '/matters/:id/correct',
      component: CorrectMatter,
      props: true,
      meta: { here: 'Correct', under: '/matters', of: 'matter', within: true, topic: 'matter' },
    },
    { path: '/letters', component: LettersPage, meta: { here: 'Letters', topic: 'letters' } },
    {
      path: '/letters/new',
      component: NewLetter,
      meta: { here: 'New letter', under: '/letters', topic: 'letter', rightsOpen: true },
    },
    {
      path: '/letters/several',
      component: AtOncePage,
      meta: { here: 'Several letters', under: '/letters', topic: 'letters' },
    },
    {
      path: '/letters/templates',
      component: TemplatesPage,
      meta: { here: 'Templates', under: '/letters', topic: 'letters' },
    },
    {
      path: '/letters/templates/:kind',
      component: TemplatePage,
      props: true,
      meta: { here: 'Template', under: '/letters/templates', topic: 'letters' },
    },
    {
      path: '/letters/templates/:kind/easy-read',
      component: TemplatePage,
      props: ({ params }) => ({ kind: String(params['kind']), easyRead: true }),
      meta: { here: 'Easy-read template', under: '/letters/templates', topic: 'letters' },
    },
    {
      path: '/letters/paragraphs',
      component: ParagraphsPage,
      meta: { here: 'House paragraphs', under: '/letters/templates', topic: 'letters' },
    },
    {
      path: '/letters/paragraphs/new',
      component: ParagraphPage,
      meta: { here: 'New paragraph', under: '/letters/paragraphs', topic: 'letters' },
    },
    {
      path: '/letters/paragraphs/:id',
      component: ParagraphPage,
      props: true,
      meta: { here: 'House paragraph', under: '/letters/paragraphs', topic: 'letters' },
    },
    {
      path: '/letters/:id',
      component: LetterPage,
      props: true,
      meta: { here: 'Letter', under: '/letters', of: 'letter', topic: 'letter', rightsOpen: true },
    },
    {
      path: '/letters/:id/deadline',
      component: WorkingPage,
      props: true,
      meta: { here: 'Working', under: '/letters', of: 'letter', within: true, topic: 'deadline' },
    },
    {
      path: '/letters/:id/refusal',
      component: RefusalPage,
      props: true,
      meta: { here: 'Refusal', under: '/letters', of: 'letter', within: true, topic: 'letter' },
    },
    {
      path: '/calculator',
      component: CalculatorPage,
      meta: { here: 'Calculator', under: '/law', topic: 'deadline' },
    },
    {
      path: '/answerable',
      component: AnswerablePage,
      meta: { here: 'Who is responsible', under: '/law', topic: 'client' },
    },
    { path: '/law', component: ToCheckPage, meta: { here: 'Law', topic: 'law' } },
    {
      path: '/law/edits',
      component: EditsPage,
      meta: { here: 'Our changes', under: '/law', topic: 'law' },
    },
    {
      path: '/law/edits/new',
      component: AmendPage,
      meta: { here: 'Amend an entry', under: '/law', topic: 'law' },
    },
    {
      path: '/law/prisons',
      component: PrisonsPage,
      meta: { here: 'Prisons', under: '/law', topic: 'law' },
    },
    {
      path: '/law/holidays',
      component: HolidaysPage,
      meta: { here: 'Holidays', under: '/law', topic: 'law' },
    },
    {
      path: '/law/edition',
      component: EditionPage,
      meta: { here: 'Edition', under: '/law', topic: 'law' },
    },
    {
      path: '/rights/:topicId',
      component: TopicPage,
      props: true,
      meta: { here: 'Topic', under: '/law', topic: 'law' },
    },
    { path: '/audit', component: AuditPage, meta: { here: 'Audit log', topic: 'log' } },
    {
      path: '/audit/entries',
      component: AllEntries,
      meta: { here: 'All entries', under: '/audit', topic: 'log' },
    },
    {
      path: '/audit/register',
      component: RegisterPage,
      meta: { here: 'Disclosures', under: '/audit', topic: 'consents' },
    },
    {
      path: '/audit/register/:id',
      component: DisclosurePage,
      props: true,
      meta: { here: 'Disclosure', under: '/audit/register', topic: 'consents' },
    },
    {
      path: '/office/import',
      component: ImportPage,
      meta: { here: 'Import', under: '/office', topic: 'importing' },
    },
    {
      path: '/office/keeping',
      component: ReviewPage,
      meta: { here: 'Files to review', under: '/office', topic: 'keeping' },
    },
    {
      path: '/office/processing',
      component: ProcessingPage,
      meta: { here: 'Record of processing', under: '/office', topic: 'keeping' },
    },
    { path: '/office', component: OfficePage, meta: { here: 'Office', topic: 'office' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
