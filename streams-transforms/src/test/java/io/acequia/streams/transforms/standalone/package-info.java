/** Tests of the standalone program. */
package io.acequia.streams.transforms.standalone;
