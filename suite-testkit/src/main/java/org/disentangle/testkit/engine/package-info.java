/**
 * What every engine must keep: values of the whole vocabulary against a reference in double precision and against PyTorch's numbers, gradients
 * against finite differences, optimisers, sessions, memory. An engine's tests extend these contracts. Written as tests are: nulls are
 * not tracked here.
 */
package org.disentangle.testkit.engine;
