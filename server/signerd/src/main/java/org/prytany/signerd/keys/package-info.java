/** Where keys are: keystore files, or a Web3Signer in front of an HSM or KMS. */
@NullMarked
package org.prytany.signerd.keys;

import org.jspecify.annotations.NullMarked;
