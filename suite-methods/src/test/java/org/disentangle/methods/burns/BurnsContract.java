package org.disentangle.methods.burns;

import org.disentangle.testkit.MethodContract;

/** What each method of the family must keep. */
abstract class BurnsContract<O extends Record> extends MethodContract<O> {}
