import { useMemo, useState } from 'react';
import type { Size } from '../../labels/geometry/point.ts';
import { originalSize, regionOutline } from '../../labels/geometry/region-outline.ts';
import { rleOf } from '../../labels/masks/rle-of.ts';
import type { DrawnMark } from './drawn-marks.ts';
import s from './item-drawing.module.css';
import { MaskCanvas } from './mask-canvas.tsx';
import { Outline } from './outline.tsx';

/** With more, only the chosen region says its class: they would hide the image. */
const mostNamed = 40;

/** An image with what changed on it. It takes its place before it is loaded where a result tells its size. */
export const ImageDrawing = ({
  src,
  marks,
  chosen,
  onChoose,
}: {
  readonly src: string;
  readonly marks: readonly DrawnMark[];
  /** The part that is looked at. */
  readonly chosen: string | null;
  readonly onChoose?: ((part: string) => void) | undefined;
}) => {
  const [loaded, setLoaded] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  const told = marks.map(({ result }) => originalSize(result as never)).find(Boolean);
  const size = told ?? loaded;
  const named = marks.filter(({ part }) => part !== null).length <= mostNamed;
  const shapes = useMemo(
    () =>
      size
        ? marks.map((mark) => ({ mark, outline: regionOutline((mark.result.value ?? {}) as never, size) }))
        : [],
    [marks, size?.width, size?.height],
  );
  const others = shapes.flatMap(({ mark, outline }) =>
    outline && mark.part === null ? [outline.points] : [],
  );
  if (broken) return <p className={s.none}>The image cannot be loaded. What changed is listed.</p>;
  const lookOf = ({ kind, side }: DrawnMark) => `${s[kind]} ${side === 'before' ? s.was : ''}`;
  const dimmed = (mark: DrawnMark) => (chosen !== null && mark.part !== chosen) || undefined;
  return (
    <div
      className={s.image}
      style={size ? { aspectRatio: `${size.width} / ${size.height}`, maxWidth: widthFor(size) } : undefined}
    >
      <img
        src={src}
        alt="The labeled item"
        onError={() => setBroken(true)}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          setLoaded({ width: width || 1, height: height || 1 })
        }
      />
      {size
        ? marks.map((mark, index) => {
            const rle = rleOf(mark.result as never);
            return rle ? (
              <span key={index} data-dim={dimmed(mark)}>
                <MaskCanvas rle={rle} size={size} className={`${s.mask} ${lookOf(mark)}`} />
              </span>
            ) : null;
          })
        : null}
      {size ? (
        <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden>
          <g data-dim={chosen !== null || undefined}>
            <Outline outlines={others} className={s.same} />
          </g>
          {shapes.map(({ mark, outline }, index) =>
            outline && mark.part !== null ? (
              <g key={index} data-dim={dimmed(mark)} data-chosen={mark.part === chosen || undefined}>
                <Outline
                  outlines={[outline.points]}
                  className={lookOf(mark)}
                  onChoose={onChoose ? () => onChoose(mark.part ?? '') : undefined}
                />
              </g>
            ) : null,
          )}
        </svg>
      ) : null}
      {shapes.map(({ mark, outline }, index) => {
        const isNamed = mark.part !== null && mark.words !== '' && (named || mark.part === chosen);
        if (!size || !outline || !isNamed) return null;
        const place = {
          left: `${(Math.max(0, outline.box.x) / size.width) * 100}%`,
          top: `${(Math.max(0, outline.box.y) / size.height) * 100}%`,
        };
        return (
          <span key={index} className={`${s.tag} ${lookOf(mark)}`} style={place} data-dim={dimmed(mark)}>
            {mark.words}
          </span>
        );
      })}
    </div>
  );
};

/** Wide enough to see, and not higher than the window leaves. */
const widthFor = ({ width, height }: Size): string => `calc(var(--drawing-height, 62vh) * ${width / height})`;
