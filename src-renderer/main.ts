import { addIcon } from '@iconify/vue'
import { createPinia } from 'pinia'
import { init } from 'virtual:nuxt-ui-icons'
import { createApp } from 'vue'
import App from './App.vue'
import { routes } from './routes.ts'
import './styles/index.css'

init((name, data) => addIcon(name, data))

// The second click of a double click falls on the screen that the first one opened, and would select all of it.
let opened = false
routes.afterEach(() => void (opened = true))
addEventListener('mousedown', (press) => {
  if (press.detail === 1) opened = false
  else if (opened) press.preventDefault()
})

createApp(App).use(createPinia()).use(routes).mount('#app')
