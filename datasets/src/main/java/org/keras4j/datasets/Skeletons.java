package org.keras4j.datasets;

import java.util.Arrays;
import java.util.List;

/**
 * The ten digits as lines without width, each in some of the ways in which people write it.
 *
 * <p>In the text, strokes are separated by {@code |}; a stroke is a list of points {@code x,y}
 * through which the pen goes in a smooth curve. The box is 100 wide and 100 high, y points down.
 */
final class Skeletons {
  private static final String[][] TEXT = {
    { // 0
      "50,0 17,18 8,50 17,82 50,100 83,82 92,50 83,18 50,0",
      "55,0 30,20 20,55 30,88 48,100 70,82 80,45 72,12 55,0",
      "74,8 42,2 13,28 9,68 42,100 82,78 90,34 66,4 44,8",
    },
    { // 1
      "50,0 50,50 50,100", //
      "56,0 50,45 42,100",
      "28,24 52,0|52,0 51,50 50,100",
      "28,22 50,2|50,2 50,100|22,99 78,99",
    },
    { // 2
      "12,26 28,5 60,1 84,22 74,48 45,72 10,99|10,99 50,95 92,97",
      "15,24 38,3 74,12 76,42 48,76 20,97 9,86 26,77 56,92 92,94",
      "10,10 50,2 84,10 70,42 38,72 8,97|8,97 90,97",
    },
    { // 3
      "14,14 44,0 80,14 72,38 40,48|40,48 80,57 86,82 50,100 12,88",
      "12,4 50,2 86,3|86,3 42,42|42,42 80,51 86,80 50,100 10,90",
      "15,16 50,0 80,19 60,44 44,48 62,51 87,73 56,100 10,88",
    },
    { // 4
      "22,0 14,30 10,56|10,56 50,55 92,52|74,6 71,50 68,100",
      "68,0 6,64|6,64 96,64|68,0 68,100",
      "16,2 12,36 30,55 60,50 80,36|86,0 80,40 72,100",
    },
    { // 5
      "86,2 24,4|24,4 18,44|18,44 50,36 84,55 80,85 46,100 10,90",
      "88,5 36,7 24,38 54,42 84,62 70,92 36,100 8,88",
      "24,4 20,42|20,42 56,34 86,58 74,92 40,100 12,92|24,4 90,0",
    },
    { // 6
      "70,0 36,24 12,64 24,95 58,100 84,78 64,53 32,58 15,76",
      "56,0 22,48 10,80 38,100 78,92 84,66 54,50 18,68",
      "80,8 50,2 18,32 10,70 36,99 74,92 82,66 56,48 22,58",
    },
    { // 7
      "10,5 50,4 90,5|90,5 58,48 38,100",
      "10,5 90,5|90,5 60,45 42,100|28,52 78,50",
      "10,22 13,5|13,5 50,8 90,3|90,3 70,30 52,100",
    },
    { // 8
      "80,16 50,0 20,15 30,38 66,56 86,79 50,100 14,80 34,56 70,38 80,16",
      "50,0 22,10 22,36 50,47 78,36 78,10 50,0|50,47 16,60 14,88 50,100 86,88 84,60 50,47",
      "84,8 46,0 22,18 42,40 72,62 70,92 40,100 20,84 42,56 74,32 84,8",
    },
    { // 9
      "80,30 60,4 24,8 15,36 40,52 74,40 82,18|82,18 80,60 70,100",
      "78,28 56,2 20,12 18,42 48,52 78,30|80,10 86,60 64,95 22,97",
      "82,6 40,2 14,26 34,52 68,40 82,6|82,6 76,50 60,100",
    },
  };

  private static final List<List<double[][]>> STYLES =
      Arrays.stream(TEXT)
          .map(styles -> Arrays.stream(styles).map(Skeletons::parse).toList())
          .toList();

  private Skeletons() {}

  /** Each style of a digit is a list of strokes, each stroke a list x, y, x, y, … from 0 to 1. */
  static List<double[][]> of(int digit) {
    return STYLES.get(digit);
  }

  private static double[][] parse(String skeleton) {
    return Arrays.stream(skeleton.split("\\|", -1))
        .map(
            stroke ->
                Arrays.stream(stroke.split("[ ,]", -1))
                    .mapToDouble(number -> Double.parseDouble(number) / 100)
                    .toArray())
        .toArray(double[][]::new);
  }
}
