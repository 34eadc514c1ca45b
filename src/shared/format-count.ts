const whole = new Intl.NumberFormat('en');

/** `12,345` */
export const formatCount = (value: number): string => whole.format(value);
