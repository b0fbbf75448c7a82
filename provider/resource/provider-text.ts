/**
 * The resource type of a ChatCheck. Permanent: it is part of every URN in every state, and the prefix makes the
 * engine hand the resource to Pulumi's dynamic provider.
 */
export const resourceType = "pulumi-nodejs:dynamic/connect-chat-check:ChatCheck";

/**
 * What Pulumi's dynamic provider evaluates to get this resource's provider. Permanent, to the byte: any change shows
 * as an update of every ChatCheck. It loads the installed package from the program's folder, at the first call that
 * needs it; `delete` needs nothing, so that `pulumi destroy` works without the package. `configure` neither waits nor
 * throws, because the engine does not wait for it.
 */
export const providerText = `exports.handler=()=>{let c;const m=()=>require("module").createRequire(process.cwd()+"/_.js")("connect-chat-check/provider");return{configure:async r=>{c=r.config},check:(o,n)=>m().check(o,n,c),create:i=>m().create(i,c),update:(d,o,n)=>m().update(d,o,n,c),delete:async()=>{}}};`;
