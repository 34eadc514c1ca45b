import type { ReactNode } from 'react';
import { LoopPicture } from '../home/loop-picture.tsx';
import { BrandMark } from '../shell/brand-mark.tsx';
import { useTitle } from '../use-title.ts';
import s from './sign-frame.module.css';

export const SignFrame = ({
  title,
  about,
  children,
  other,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
  readonly other?: ReactNode;
}) => {
  useTitle(title);
  return (
    <main className={s.frame}>
      <div className={s.form}>
        <div>
          <BrandMark size={38} />
          <h1>{title}</h1>
          {about ? <p className={s.about}>{about}</p> : null}
        </div>
        <div className={s.fields}>{children}</div>
        {other ? <p className={s.other}>{other}</p> : null}
      </div>
      <div className={s.side}>
        <LoopPicture />
      </div>
    </main>
  );
};
