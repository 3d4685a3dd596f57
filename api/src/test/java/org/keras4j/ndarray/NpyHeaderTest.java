package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What NumPy 2.4 refuses is refused, and whatever NumPy writes is read. */
class NpyHeaderTest {

  private static NpyHeader read(int major, int minor, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(bytes.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    b.put((byte) major).put((byte) minor);
    if (major == 1) {
      b.putShort((short) bytes.length);
    } else {
      b.putInt(bytes.length);
    }
    b.put(bytes);
    return NpyHeader.read(new ByteArrayInputStream(b.array(), 0, b.position()), "x.npy");
  }

  private static String with(String shape) {
    return "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n",
        "{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2,)}",
        "{u'descr': u'<f4', 'fortran_order': False, 'shape': (2L,)}",
        " \n{'descr':'=f4',\t'fortran_order':False,\n'shape':( 2 , )  }  \n",
        "{'descr': 'f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (2,)}",
      })
  void readsWhatNumPyReads(String text) throws IOException {
    NpyHeader h = read(1, 0, text);
    assertEquals(DType.FLOAT32, h.type().dtype());
    assertEquals(Shape.of(2), h.shape());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(2)",
        "2",
        "[2]",
        "(2l,)",
        "(1 2)",
        "(,2)",
        "(1,,2)",
        "(,)",
        "(-2,)",
        "(-2, -1)",
        "(True, 2)",
        "(2.0,)",
        "(02,)",
        "((2,),)",
        "(99999999999999999999,)",
        "(9223372036854775807,)",
        "(0, 9223372036854775807)",
        "'2'",
        "(2,), 'more': (1,)",
        "(2,),, ",
      })
  void refusesTheShapesThatNumPyRefuses(String shape) {
    assertRefused(1, 0, with(shape));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': None, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': 'False', 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': false, 'shape': (2,)}",
        "{'descr': '<f4', 'shape': (2,)}",
        "x{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}\0",
        "{'descr': '<F4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '!f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': b'<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': 4, 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}",
        "{'descr', 'fortran_order'}",
        "{",
        "",
      })
  void refusesTheHeadersThatNumPyRefuses(String text) {
    assertRefused(1, 0, text);
  }

  @Test
  void versionsAreNumPys() throws IOException {
    for (int v = 1; v <= 3; v++) {
      assertEquals(Shape.of(2), read(v, 0, with("(2,)")).shape());
      assertRefused(v, 1, with("(2,)"));
    }
    assertEquals(Shape.of(2), read(2, 0, with("(2L,)")).shape());
    assertRefused(3, 0, with("(2L,)"));
    assertRefused(0, 0, with("(2,)"));
    assertRefused(4, 0, with("(2,)"));
  }

  @Test
  void limitsAreNumPys() throws IOException {
    assertEquals(64, read(1, 0, with("(" + "1,".repeat(64) + ")")).shape().rank());
    assertRefused(1, 0, with("(" + "1,".repeat(65) + ")"));
    String text = with("(2,)");
    assertEquals(Shape.of(2), read(1, 0, text + " ".repeat(10_000 - text.length())).shape());
    assertRefused(1, 0, text + " ".repeat(10_001 - text.length()));
  }

  private static void assertRefused(int major, int minor, String text) {
    String message =
        assertThrows(NpyFormatException.class, () -> read(major, minor, text)).getMessage();
    assertTrue(message.startsWith("x.npy: ") && message.length() < 500, message);
  }
}
