// Files for the node. They may be long: by XMLHttpRequest, which tells how far they have come, as fetch does not.

import { HOME, Refused, proof, understood } from './client.js';

/**
 * Hands the node a file: `upload('/cluster/v1/jars/a.jar', file)`, by PUT and as bytes unless `method` and `type` say otherwise;
 * `onProgress` is called with the share that was sent, 0 to 1. Throws Refused.
 */
export const upload = (path, file, { method = 'PUT', type = 'application/octet-stream', onProgress = () => {} } = {}) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, `${HOME}/api${path}`);
    request.setRequestHeader('X-Patchbay-Proof', proof);
    request.setRequestHeader('Content-Type', type);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1));
    request.addEventListener('error', () => reject(new Refused(0, {
      detail: 'The connection to the node broke while the file was sent: the node is away, or the file is longer than it takes.',
    })));
    request.addEventListener('load', () => {
      try {
        resolve(understood(request.status, request.getResponseHeader('Content-Type'), request.responseText));
      } catch (refused) {
        reject(refused);
      }
    });
    request.send(file);
  });
