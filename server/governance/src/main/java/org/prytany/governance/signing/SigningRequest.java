package org.prytany.governance.signing;

import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.UnsignedTransaction;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.ProposalKey;

/**
 * Asks for one signature. It says which recorded decision it follows from; the guard reads that
 * decision from the store itself.
 */
public record SigningRequest(
    ActKind kind,
    Dao dao,
    ProposalKey proposal,
    String contentHash,
    UnsignedTransaction transaction) {}
