import type { S3Call } from '../s3-call.ts';
import type { XmlElement } from '../xml.ts';

/** The one ACL there is: the organisation owns everything and nobody else may see it. */
export const aclXml = (call: S3Call): readonly XmlElement[] => {
  const owner: readonly XmlElement[] = [
    ['ID', call.caller.actor.organisation],
    ['DisplayName', call.caller.actor.name],
  ];
  const type = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"';
  return [
    ['Owner', owner],
    [
      'AccessControlList',
      [
        [
          'Grant',
          [
            ['Grantee', owner, type],
            ['Permission', 'FULL_CONTROL'],
          ],
        ],
      ],
    ],
  ];
};
