/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n": typeof types.FailureFragmentDoc,
    "\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n": typeof types.GeneralSettingsDocument,
    "\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.RenameOrganizationDocument,
    "\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n": typeof types.ShellDocument,
};
const documents: Documents = {
    "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n": types.FailureFragmentDoc,
    "\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n": types.GeneralSettingsDocument,
    "\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": types.RenameOrganizationDocument,
    "\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n": types.ShellDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n"): (typeof documents)["\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n"): (typeof documents)["\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;