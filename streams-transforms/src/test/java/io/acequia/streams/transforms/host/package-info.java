/** Tests of the hosting of topologies. */
package io.acequia.streams.transforms.host;
