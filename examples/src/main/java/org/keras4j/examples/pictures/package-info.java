/**
 * Pictures as PNG files: learning curves and scores through XChart, images and tables of numbers
 * drawn directly. Works without a display. Colours are those of Okabe and Ito, which colour-blind
 * people tell apart; lines differ in their markers as well.
 */
@NullMarked
package org.keras4j.examples.pictures;

import org.jspecify.annotations.NullMarked;
