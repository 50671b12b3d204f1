package io.acequia.object.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.commons.error.Disposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreErrorClassifierTest {
  @ParameterizedTest(name = "{0} {1}, settled {2}: {3}")
  @CsvSource({
    "0,,false,RETRY",
    "500,InternalError,true,RETRY",
    "502,,true,RETRY",
    "503,SlowDown,true,RETRY",
    "503,,false,RETRY",
    "429,,true,RETRY",
    "408,,true,RETRY",
    "400,RequestTimeout,true,RETRY",
    "403,RequestThrottled,false,RETRY",
    "400,QueueDoesNotExist,true,FAIL",
    "409,OperationAborted,true,RETRY",
    "409,ConditionalRequestConflict,true,RETRY",
    "403,RequestTimeTooSkewed,true,RETRY",
    "400,ExpiredToken,true,RETRY",
    "400,BadDigest,true,RETRY",
    "403,AccessDenied,true,RETRY",
    "403,AccessDenied,false,FAIL",
    "403,SignatureDoesNotMatch,false,FAIL",
    "401,,false,FAIL",
    "404,NoSuchBucket,true,FAIL",
    "301,PermanentRedirect,true,FAIL",
    "400,InvalidArgument,true,FAIL",
    "400,EntityTooSmall,true,FAIL",
    "501,NotImplemented,true,FAIL",
    "400,KeyTooLongError,true,REPORT",
    "404,NoSuchKey,true,REPORT",
    "416,InvalidRange,true,REPORT",
    "0,NotAsked,false,FAIL",
    "0,NotAsked,true,RETRY"
  })
  void tellsOutagesFromFaults(int status, String code, boolean settled, Disposition expected) {
    assertThat(new StoreErrorClassifier().classify(new StoreError(status, code, settled)))
        .isEqualTo(expected);
  }
}
