/* What the verbs of the image editor are tried on: a grey picture, four controls, and boxes in its pixels. */

export const width = 800;
export const height = 400;
export const picture = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#808080"/></svg>`,
)}`;
export const config = `<View>
  <RectangleLabels name="box" toName="image"><Label value="Cat" background="#e8590c"/><Label value="Dog" background="#4c6ef5"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Hill" background="#2f9e44"/></PolygonLabels>
  <BrushLabels name="mask" toName="image"><Label value="Sky" background="#ae3ec9"/></BrushLabels>
  <Image name="image" value="$image"/>
</View>`;

export type Result = {
  id: string;
  type: string;
  value: Record<string, unknown> & { x: number; y: number; width: number; height: number; rotation: number };
};
export type Box = { x: number; y: number; width: number; height: number };

/** A box as it came from elsewhere: keys in another order, a key that nobody knows, digits of its own. */
export const boxAt = (id: string, at: Box, label = 'Cat') => ({
  value: {
    width: (at.width / width) * 100,
    rectanglelabels: [label],
    height: (at.height / height) * 100,
    x: (at.x / width) * 100,
    y: (at.y / height) * 100,
    rotation: 0,
  },
  from_name: 'box',
  id,
  note: { of: 'ours' },
  to_name: 'image',
  type: 'rectanglelabels',
  original_height: height,
  original_width: width,
  image_rotation: 0,
});
