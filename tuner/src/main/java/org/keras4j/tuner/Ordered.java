package org.keras4j.tuner;

/** Whether the values of a choice have an order. */
record Ordered(boolean value) implements ChoiceOption {}
