import { azureText } from "./azure-names";
import type { Behaviour, ResourceApplier } from "./behaviour";
import { dynamicValue, isObject, type ObjectValue, type Value } from "./values";

const TENANT = "00000000-0000-0000-0000-000000000002";
const CLIENT = "00000000-0000-0000-0000-000000000003";
const OBJECT = "00000000-0000-0000-0000-000000000004";

/** hashicorp/azurerm, offline. */
export const azurermBehaviour: Behaviour = {
  text: azureText,
  resources: {},
  dataSources: {
    azurerm_client_config: (_, { subscriptionId }) => ({
      tenant_id: TENANT,
      client_id: CLIENT,
      object_id: OBJECT,
      subscription_id: subscriptionId,
      id: `clientConfigs/${CLIENT}`,
    }),
    azurerm_subscription: (config, session) => {
      const given = config.subscription_id;
      const id = typeof given === "string" ? given : session.subscriptionId;
      return {
        id: `/subscriptions/${id}`,
        subscription_id: id,
        display_name: "Offline",
        state: "Enabled",
        tenant_id: TENANT,
      };
    },
  },
  ephemerals: {},
};

const outputOf: ResourceApplier = (known) => ({ output: dynamicValue(exported(known)) });

/** Azure/azapi, offline. */
export const azapiBehaviour: Behaviour = {
  text: azureText,
  resources: {
    azapi_resource: outputOf,
    azapi_update_resource: outputOf,
    azapi_resource_action: outputOf,
  },
  dataSources: {
    azapi_client_config: (_, { subscriptionId }) => ({
      tenant_id: TENANT,
      subscription_id: subscriptionId,
      subscription_resource_id: `/subscriptions/${subscriptionId}`,
      object_id: OBJECT,
      id: "clientConfigs/offline",
    }),
    azapi_resource: (config) => ({ output: dynamicValue(exported(config)) }),
  },
  ephemerals: {},
};

/**
 * What `response_export_values` asks for: a list of paths (`properties.fqdn`) gives nested objects, a
 * map gives its own keys. The values are made up; `"*"` cannot be, and gives an empty object.
 */
function exported({ response_export_values: wanted = null }: ObjectValue): ObjectValue {
  const inner =
    Array.isArray(wanted) && wanted[0] instanceof Uint8Array ? (wanted[1] ?? null) : wanted;
  if (isObject(inner)) {
    return Object.fromEntries(Object.keys(inner).map((key) => [key, `offline-${key}`]));
  }
  const out: ObjectValue = {};
  for (const path of Array.isArray(inner) ? inner : []) {
    if (typeof path === "string" && path !== "*") place(out, path.split("."));
  }
  return out;
}

function place(target: ObjectValue, path: string[]): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    target[key] ??= `offline-${key}`;
    return;
  }
  const next: Value = target[key] ?? null;
  const inner: ObjectValue = isObject(next) ? next : {};
  target[key] = inner;
  place(inner, rest);
}
