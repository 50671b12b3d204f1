/** A topology written by hand, which stands in for a plan's while hosting is tested. */
package io.acequia.streams.transforms.handwritten;
