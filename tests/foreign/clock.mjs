// The time of the test, for packages that ask the system's clock: it stands still until the test moves it. Timers go on as they are.
const System = Date
let now = null

const instant = () => now ?? System.now()

globalThis.Date = class Date extends System {
  constructor(...parts) {
    super(...(parts.length === 0 ? [instant()] : parts))
  }

  static now() {
    return instant()
  }
}

export function setClock(text) {
  now = System.parse(text)
  if (Number.isNaN(now)) throw new Error('that is no time')
}
