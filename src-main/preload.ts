import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { contract } from './contract.ts'
import { bridgeFor } from './wire/bridge.ts'
import type { Answer } from './wire/dispatch.ts'

const UNSENDABLE: Answer = {
  ok: false,
  refusal: { code: 'invalid-input', message: 'This could not be sent to the office.' },
}

const invoke = (channel: string, name: string, input: unknown): Promise<Answer> =>
  ipcRenderer.invoke(channel, name, input).catch(() => UNSENDABLE)

function hear(channel: string, heard: (sent: unknown) => void): () => void {
  const listener = (_: IpcRendererEvent, sent: unknown) => heard(sent)
  ipcRenderer.on(channel, listener)
  return () => void ipcRenderer.off(channel, listener)
}

contextBridge.exposeInMainWorld('remedy', bridgeFor(contract, invoke, hear))
