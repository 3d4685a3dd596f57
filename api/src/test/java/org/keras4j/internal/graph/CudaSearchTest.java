package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Field;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.tensorflow.internal.c_api.global.tensorflow;

/** Fails if a version of JavaCPP or TensorFlow comes that the shortcut does not know. */
class CudaSearchTest {

  @Test
  void everyLibraryBeforeTensorFlowsIsKnownToBeAbsent() throws Exception {
    assumeTrue(CudaSearch.isPointless(), "a device is there, or this is no Linux");
    NativeRuntime.ensureLoaded();
    Field field = Loader.class.getDeclaredField("foundLibraries");
    field.setAccessible(true);
    Map<?, ?> found = (Map<?, ?>) field.get(null);
    List<String> libraries =
        Loader.loadProperties(tensorflow.class, Loader.loadProperties(), true)
            .get("platform.preload");
    assertEquals(18, libraries.stream().filter(l -> !l.contains("tensorflow")).count());
    for (String library : libraries) {
      URL[] urls = (URL[]) found.get(library);
      assertNotNull(urls, library);
      assertEquals(library.contains("tensorflow") ? 1 : 0, urls.length, library);
    }
  }
}
