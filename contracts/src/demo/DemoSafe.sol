// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice An account of several owners whose signatures stand for it (EIP-1271), as a Safe's do: the digest is
///         wrapped with this account's own domain before the owners sign it, so that their signatures are none for
///         another account of theirs. The wrapping is that of Safe's CompatibilityFallbackHandler.
contract DemoSafe {
    bytes4 private constant MAGIC = 0x1626ba7e;
    bytes32 private constant DOMAIN_TYPE = keccak256("EIP712Domain(uint256 chainId,address verifyingContract)");
    bytes32 private constant MESSAGE_TYPE = keccak256("SafeMessage(bytes message)");

    mapping(address => bool) public isOwner;
    uint256 public immutable threshold;

    error NotAnOwner(address caller);

    constructor(address[] memory owners, uint256 threshold_) {
        for (uint256 i = 0; i < owners.length; i++) {
            isOwner[owners[i]] = true;
        }
        threshold = threshold_;
    }

    /// @notice Any owner may take another one out; this is a demonstration, not a Safe.
    function removeOwner(address owner) external {
        if (!isOwner[msg.sender]) {
            revert NotAnOwner(msg.sender);
        }
        isOwner[owner] = false;
    }

    function messageHash(bytes32 digest) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPE, block.chainid, address(this)));
        bytes32 message = keccak256(abi.encode(MESSAGE_TYPE, keccak256(abi.encode(digest))));
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    /// @notice Signatures of 65 bytes each, ordered by their signers' addresses.
    function isValidSignature(bytes32 digest, bytes calldata signatures) external view returns (bytes4) {
        bytes32 hash = messageHash(digest);
        if (signatures.length < threshold * 65) {
            return 0xffffffff;
        }
        address last = address(0);
        for (uint256 i = 0; i < threshold; i++) {
            (address signer,,) = ECDSA.tryRecover(hash, signatures[i * 65:(i + 1) * 65]);
            if (signer <= last || !isOwner[signer]) {
                return 0xffffffff;
            }
            last = signer;
        }
        return MAGIC;
    }
}
