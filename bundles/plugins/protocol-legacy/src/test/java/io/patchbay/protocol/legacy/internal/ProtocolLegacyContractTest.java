package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.contract.ProtocolContract;

class ProtocolLegacyContractTest implements ProtocolContract {
    @Override
    public ProtocolVersion plugin() {
        return new ProtocolLegacy();
    }
}
