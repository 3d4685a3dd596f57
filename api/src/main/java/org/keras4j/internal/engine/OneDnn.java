package org.keras4j.internal.engine;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.presets.javacpp;

/**
 * Switches TensorFlow's oneDNN kernels on where TensorFlow leaves them off although they are
 * faster: on x86 processors with AVX2 and without AVX-512 VNNI (convolutional training 1.3 times as
 * fast).
 *
 * <p>TensorFlow asks the environment variable {@code TF_ENABLE_ONEDNN_OPTS} while it is loaded, and
 * Java cannot set one. So the list of variables is replaced by one that has it too. What the user
 * has set is left alone. Where anything is not as expected, nothing happens.
 */
final class OneDnn {

  private static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";

  private OneDnn() {}

  /** To be called before TensorFlow's library is loaded. */
  static void preferWhereFaster() {
    if (System.getenv(VARIABLE) == null
        && Loader.getPlatform().equals("linux-x86_64")
        && Processor.hasAvx2()) {
      try {
        Loader.load(javacpp.class);
        Pointer list = Loader.addressof("environ");
        if (list != null) {
          addVariable(new PointerPointer<>(list), VARIABLE + "=1");
        }
      } catch (LinkageError e) {
        // JavaCPP's own library is not there: TensorFlow decides.
        return;
      }
    }
  }

  /** The old list stays as it is, so whoever is reading it is not disturbed. */
  private static void addVariable(PointerPointer<Pointer> list, String definition) {
    PointerPointer<Pointer> old = new PointerPointer<>(list.get(0));
    int n = 0;
    while (old.get(n) != null) {
      n++;
    }
    // Never freed: both live as long as the process.
    byte[] bytes = (definition + "\0").getBytes(StandardCharsets.US_ASCII);
    BytePointer text = new BytePointer(Pointer.malloc(bytes.length));
    text.capacity(bytes.length).put(bytes);
    PointerPointer<Pointer> extended =
        new PointerPointer<>(Pointer.malloc((n + 2L) * Loader.sizeof(Pointer.class)));
    extended.capacity(n + 2L);
    for (int i = 0; i < n; i++) {
      extended.put(i, old.get(i));
    }
    extended.put(n, text);
    extended.put(n + 1L, (Pointer) null);
    list.put(0, extended);
  }
}
