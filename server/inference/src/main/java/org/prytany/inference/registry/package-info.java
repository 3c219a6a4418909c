/**
 * The models that an operator has added to a server: each in a folder of its own, with the SHA-256
 * of every file, and refused as soon as one of them is changed or unknown.
 */
@NullMarked
package org.prytany.inference.registry;

import org.jspecify.annotations.NullMarked;
