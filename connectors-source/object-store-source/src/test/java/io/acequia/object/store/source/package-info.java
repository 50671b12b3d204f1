/** Tests of the source with folders, and with a real server of S3. */
package io.acequia.object.store.source;
