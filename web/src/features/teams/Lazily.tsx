import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Shows what is in it once it comes near to what is seen; until then it is as high as that will be. */
export function Lazily({ height, children }: { height: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: '600px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return near ? children : <div ref={place} style={{ height }} />
}
