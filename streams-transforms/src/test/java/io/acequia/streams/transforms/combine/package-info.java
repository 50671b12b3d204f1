@org.jspecify.annotations.NullMarked
package io.acequia.streams.transforms.combine;
