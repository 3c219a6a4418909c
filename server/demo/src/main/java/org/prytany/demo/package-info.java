/**
 * The demo: proposals of a made-up DAO go the whole way on real parts, and the chain is asked what
 * became of them.
 */
@NullMarked
package org.prytany.demo;

import org.jspecify.annotations.NullMarked;
