package io.acequia.object.store.s3;

import io.acequia.object.store.ObjectStoreException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/** The pages of a listing, asked for one by one; errors come out as ours. */
final class S3Pages {
  private S3Pages() {}

  static <P, T> Iterable<List<T>> of(
      Iterable<P> pages,
      Function<P, List<T>> content,
      Function<SdkException, ObjectStoreException> errors) {
    return () -> {
      Iterator<P> source = pages.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          try {
            return source.hasNext();
          } catch (SdkException e) {
            throw new UncheckedIOException(errors.apply(e));
          }
        }

        @Override
        public List<T> next() {
          try {
            return content.apply(source.next());
          } catch (SdkException e) {
            throw new UncheckedIOException(errors.apply(e));
          }
        }
      };
    };
  }
}
