/** Watches this process's resident memory; `stop` answers the highest seen above the start, in MB. */
export const watchMemory = (): { stop(): number } => {
  const start = process.memoryUsage.rss();
  let peak = start;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return Math.round((peak - start) / 1e6);
    },
  };
};
