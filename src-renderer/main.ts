import { addIcon } from '@iconify/vue'
import { createPinia } from 'pinia'
import { init } from 'virtual:nuxt-ui-icons'
import { createApp } from 'vue'
import App from './App.vue'
import { keepPresses } from './frame/presses.ts'
import { routes } from './routes.ts'
import './styles/index.css'

init((name, data) => addIcon(name, data))

keepPresses(routes)
createApp(App).use(createPinia()).use(routes).mount('#app')
