/**
 * Gives the only picture of a page the height that the bar, headers and classes leave, so that all of them are in
 * sight. Once, and when the window changes: questions that come with a region must not make the picture jump.
 */
export const fitStage = (host: HTMLElement, scroller: HTMLElement): (() => void) => {
  const fit = (): void => {
    const [stage, ...others] = host.querySelectorAll<HTMLElement>('.lw-stage');
    if (!stage || others.length > 0) return;
    const above =
      host.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    const beside = host.offsetHeight - stage.offsetHeight;
    const room = scroller.clientHeight - above - beside - belowHost;
    host.style.setProperty('--lw-stage-height', `${Math.max(leastHeight, Math.floor(room))}px`);
  };
  fit();
  window.addEventListener('resize', fit);
  return () => window.removeEventListener('resize', fit);
};

const belowHost = 16;
const leastHeight = 320;
