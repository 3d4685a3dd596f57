package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be arranged on every machine; the rest is tried in processes of their own. */
class LoadFailureTest {

  @BeforeAll
  static void load() {
    NativeRuntime.ensureLoaded();
  }

  private static String describe(String linker) {
    var first = new UnsatisfiedLinkError("libjnitensorflow.so: " + linker);
    var last = new UnsatisfiedLinkError("no jnitensorflow in java.library.path: /usr/lib");
    last.initCause(first);
    return LoadFailure.describe(last);
  }

  @ParameterizedTest
  @CsvSource({
    "failed to map segment from shared object,noexec",
    "failed to map segment from shared object: Operation not permitted,noexec",
    "/lib/libc.so.6: version `GLIBC_2.31' not found,GNU C library",
    "Error loading shared library ld-linux-x86-64.so.2: No such file or directory,musl",
    "__vsnprintf_chk: symbol not found,musl",
    "wrong ELF class: ELFCLASS32,another processor",
    "file too short,damaged",
    "something new,libjnitensorflow.so: something new"
  })
  void theLinkerIsHeard(String linker, String expected) {
    String text = describe(linker);
    assertTrue(text.contains(expected), text);
    assertFalse(text.contains("class path"), text);
    assertFalse(text.contains("java.library.path: "), text);
  }

  @Test
  void theFilesOfThisPlatformAreThere() {
    NativeFiles files = NativeFiles.of(Loader.getPlatform());
    assertFalse(files.isEmpty());
    assertTrue(files.bytes() > 100_000_000, () -> files.bytes() + " bytes");
    assertEquals(Loader.getPlatform(), String.join(",", NativeFiles.platforms()));
    assertTrue(NativeFiles.of("linux-riscv64").isEmpty());
  }
}
