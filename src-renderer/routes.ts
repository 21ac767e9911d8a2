import { createRouter, createWebHashHistory } from 'vue-router'
import ClientsPage from './clients/ClientsPage.vue'

/** Where each screen stands. */
export const routes = createRouter({
  history: createWebHashHistory(),
  routes: [{ path: '/', component: ClientsPage }],
})
