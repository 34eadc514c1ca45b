/** What a scope disposes: children first, then its own, last added first. */
export interface Scope {
  /** Runs `dispose` when the scope ends; at once if it has ended already. */
  add(dispose: () => void): void;
  child(): Scope;
  listen<K extends keyof HTMLElementEventMap>(
    target: EventTarget,
    type: K | (string & {}),
    handler: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void;
  timeout(handler: () => void, ms: number): () => void;
  /** Calls `handler` once in the next frame, however often the returned function was called before it. */
  frame(handler: () => void): () => void;
  observe(observer: { disconnect(): void }): void;
  readonly disposed: boolean;
  dispose(): void;
}

/** The one way to hold a listener, timer, frame or observer in the editor: all of it ends with the scope. */
export function createScope(): Scope {
  const children = new Set<Scope>();
  const disposers: (() => void)[] = [];
  // Many come and go while a scope lasts.
  const timers = new Set<() => void>();
  let disposed = false;

  const scope: Scope = {
    get disposed() {
      return disposed;
    },
    add(dispose) {
      if (disposed) dispose();
      else disposers.push(dispose);
    },
    child() {
      const child = createScope();
      children.add(child);
      child.add(() => children.delete(child));
      if (disposed) child.dispose();
      return child;
    },
    listen(target, type, handler, options) {
      if (disposed) return;
      target.addEventListener(type, handler as EventListener, options);
      disposers.push(() => target.removeEventListener(type, handler as EventListener, options));
    },
    timeout(handler, ms) {
      if (disposed) return () => {};
      const end = (): void => {
        clearTimeout(id);
        timers.delete(end);
      };
      const id = setTimeout(() => {
        timers.delete(end);
        handler();
      }, ms);
      timers.add(end);
      return end;
    },
    frame(handler) {
      let id = 0;
      disposers.push(() => cancelAnimationFrame(id));
      return () => {
        if (id || disposed) return;
        id = requestAnimationFrame(() => {
          id = 0;
          if (!disposed) handler();
        });
      };
    },
    observe(observer) {
      scope.add(() => observer.disconnect());
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const child of [...children]) child.dispose();
      for (const end of [...timers]) end();
      for (const dispose of disposers.reverse()) dispose();
      disposers.length = 0;
    },
  };
  return scope;
}
