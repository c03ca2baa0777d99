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
    "\n  mutation CreateOrganization($name: String!, $slug: String) {\n    createOrganization(input: { name: $name, slug: $slug }) {\n      ... on CreateOrganizationPayload {\n        slug\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateOrganizationDocument,
    "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n": typeof types.FailureFragmentDoc,
    "\n  query ApiKeys($revoked: Boolean!, $after: String) {\n    organization {\n      id\n      apiKeys(first: 20, after: $after, revoked: $revoked) {\n        totalCount\n        nodes {\n          id\n          name\n          prefix\n          role\n          project {\n            id\n            name\n          }\n          projectRole\n          scopes\n          createdBy {\n            name\n          }\n          expiresAt\n          lastUsedAt\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation RevokeApiKey($apiKeyId: ID!) {\n    revokeApiKey(input: { apiKeyId: $apiKeyId }) {\n      ... on RevokeApiKeyPayload {\n        apiKey {\n          id\n          revokedAt\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query ApiKeyProjects {\n    organization {\n      id\n      projects(first: 100) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.ApiKeyProjectsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on CreateApiKeyPayload {\n        secret\n        apiKey {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query AuditEvents($action: String, $after: String) {\n    organization {\n      id\n      auditEvents(first: 50, after: $after, action: $action) {\n        totalCount\n        nodes {\n          id\n          at\n          actorKind\n          actorName\n          action\n          subjectName\n          details\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n": typeof types.GeneralSettingsDocument,
    "\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.RenameOrganizationDocument,
    "\n  query Invitations($after: String) {\n    organization {\n      id\n      invitations(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          email\n          role\n          state\n          expiresAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.InvitationsDocument,
    "\n  mutation RevokeInvitation($invitationId: ID!) {\n    revokeInvitation(input: { invitationId: $invitationId }) {\n      ... on RevokeInvitationPayload {\n        invitation {\n          id\n          state\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  mutation InviteMember($email: String!, $role: OrganizationRole!) {\n    inviteMember(input: { email: $email, role: $role }) {\n      ... on InviteMemberPayload {\n        link\n        invitation {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.InviteMemberDocument,
    "\n  mutation ChangeMemberRole($memberId: ID!, $role: OrganizationRole!) {\n    changeMemberRole(input: { memberId: $memberId, role: $role }) {\n      ... on ChangeMemberRolePayload {\n        member {\n          id\n          role\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.ChangeMemberRoleDocument,
    "\n  mutation RemoveMember($memberId: ID!) {\n    removeMember(input: { memberId: $memberId }) {\n      ... on RemoveMemberPayload {\n        removedMemberId\n        revokedKeys\n      }\n      ...Failure\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  query Members($after: String) {\n    organization {\n      id\n      members(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          role\n          joinedAt\n          isViewer\n          person {\n            name\n            email\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.MembersDocument,
    "\n  mutation CreatePasswordResetLink($memberId: ID!) {\n    createPasswordResetLink(input: { memberId: $memberId }) {\n      ... on CreatePasswordResetLinkPayload {\n        link\n        expiresAt\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreatePasswordResetLinkDocument,
    "\n  query ProjectMemberCandidates {\n    organization {\n      id\n      members(first: 100) {\n        totalCount\n        nodes {\n          id\n          role\n          person {\n            name\n            email\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectMemberCandidatesDocument,
    "\n  mutation ArchiveProject($projectId: ID!, $archived: Boolean!) {\n    archiveProject(input: { projectId: $projectId, archived: $archived }) {\n      ... on ArchiveProjectPayload {\n        project {\n          id\n          archivedAt\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.ArchiveProjectDocument,
    "\n  mutation CreateProject($name: String!, $description: String!) {\n    createProject(input: { name: $name, description: $description }) {\n      ... on CreateProjectPayload {\n        project {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  mutation UpdateProject($projectId: ID!, $name: String!, $description: String!) {\n    updateProject(input: { projectId: $projectId, name: $name, description: $description }) {\n      ... on UpdateProjectPayload {\n        project {\n          id\n          name\n          description\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.UpdateProjectDocument,
    "\n  query Projects($archived: Boolean!, $after: String) {\n    organization {\n      id\n      projects(first: 20, after: $after, archived: $archived) {\n        totalCount\n        nodes {\n          id\n          name\n          description\n          archivedAt\n          memberCount\n          viewerRole\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  query ProjectMembers($projectId: ID!, $after: String) {\n    node(id: $projectId) {\n      ... on Project {\n        id\n        members(first: 50, after: $after) {\n          totalCount\n          nodes {\n            role\n            member {\n              id\n              isViewer\n              person {\n                name\n                email\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectMembersDocument,
    "\n  mutation SetProjectMember($projectId: ID!, $memberId: ID!, $role: ProjectRole) {\n    setProjectMember(input: { projectId: $projectId, memberId: $memberId, role: $role }) {\n      ... on SetProjectMemberPayload {\n        project {\n          id\n          memberCount\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.SetProjectMemberDocument,
    "\n  query SystemStatus {\n    systemStatus {\n      name\n      version\n      isHealthy\n      latencyMs\n      detail\n    }\n  }\n": typeof types.SystemStatusDocument,
    "\n  mutation RunSelfCheck {\n    runSelfCheck {\n      ... on RunSelfCheckPayload {\n        selfCheck {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.RunSelfCheckDocument,
    "\n  query SelfCheckHistory($after: String) {\n    organization {\n      id\n      selfChecks(first: 5, after: $after) {\n        totalCount\n        nodes {\n          id\n          status\n          requestedBy\n          createdAt\n          steps {\n            position\n            passed\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.SelfCheckHistoryDocument,
    "\n  subscription SelfCheckEvents($selfCheckId: ID!) {\n    selfCheckEvents(selfCheckId: $selfCheckId) {\n      selfCheck {\n        id\n        status\n      }\n      step {\n        position\n        name\n        passed\n        detail\n        latencyMs\n      }\n    }\n  }\n": typeof types.SelfCheckEventsDocument,
    "\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n": typeof types.ShellDocument,
};
const documents: Documents = {
    "\n  mutation CreateOrganization($name: String!, $slug: String) {\n    createOrganization(input: { name: $name, slug: $slug }) {\n      ... on CreateOrganizationPayload {\n        slug\n      }\n      ...Failure\n    }\n  }\n": types.CreateOrganizationDocument,
    "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n": types.FailureFragmentDoc,
    "\n  query ApiKeys($revoked: Boolean!, $after: String) {\n    organization {\n      id\n      apiKeys(first: 20, after: $after, revoked: $revoked) {\n        totalCount\n        nodes {\n          id\n          name\n          prefix\n          role\n          project {\n            id\n            name\n          }\n          projectRole\n          scopes\n          createdBy {\n            name\n          }\n          expiresAt\n          lastUsedAt\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation RevokeApiKey($apiKeyId: ID!) {\n    revokeApiKey(input: { apiKeyId: $apiKeyId }) {\n      ... on RevokeApiKeyPayload {\n        apiKey {\n          id\n          revokedAt\n        }\n      }\n      ...Failure\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query ApiKeyProjects {\n    organization {\n      id\n      projects(first: 100) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.ApiKeyProjectsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on CreateApiKeyPayload {\n        secret\n        apiKey {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  query AuditEvents($action: String, $after: String) {\n    organization {\n      id\n      auditEvents(first: 50, after: $after, action: $action) {\n        totalCount\n        nodes {\n          id\n          at\n          actorKind\n          actorName\n          action\n          subjectName\n          details\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AuditEventsDocument,
    "\n  query GeneralSettings {\n    organization {\n      id\n      name\n      slug\n    }\n  }\n": types.GeneralSettingsDocument,
    "\n  mutation RenameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) {\n      ... on UpdateOrganizationPayload {\n        organization {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": types.RenameOrganizationDocument,
    "\n  query Invitations($after: String) {\n    organization {\n      id\n      invitations(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          email\n          role\n          state\n          expiresAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.InvitationsDocument,
    "\n  mutation RevokeInvitation($invitationId: ID!) {\n    revokeInvitation(input: { invitationId: $invitationId }) {\n      ... on RevokeInvitationPayload {\n        invitation {\n          id\n          state\n        }\n      }\n      ...Failure\n    }\n  }\n": types.RevokeInvitationDocument,
    "\n  mutation InviteMember($email: String!, $role: OrganizationRole!) {\n    inviteMember(input: { email: $email, role: $role }) {\n      ... on InviteMemberPayload {\n        link\n        invitation {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n": types.InviteMemberDocument,
    "\n  mutation ChangeMemberRole($memberId: ID!, $role: OrganizationRole!) {\n    changeMemberRole(input: { memberId: $memberId, role: $role }) {\n      ... on ChangeMemberRolePayload {\n        member {\n          id\n          role\n        }\n      }\n      ...Failure\n    }\n  }\n": types.ChangeMemberRoleDocument,
    "\n  mutation RemoveMember($memberId: ID!) {\n    removeMember(input: { memberId: $memberId }) {\n      ... on RemoveMemberPayload {\n        removedMemberId\n        revokedKeys\n      }\n      ...Failure\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  query Members($after: String) {\n    organization {\n      id\n      members(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          role\n          joinedAt\n          isViewer\n          person {\n            name\n            email\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.MembersDocument,
    "\n  mutation CreatePasswordResetLink($memberId: ID!) {\n    createPasswordResetLink(input: { memberId: $memberId }) {\n      ... on CreatePasswordResetLinkPayload {\n        link\n        expiresAt\n      }\n      ...Failure\n    }\n  }\n": types.CreatePasswordResetLinkDocument,
    "\n  query ProjectMemberCandidates {\n    organization {\n      id\n      members(first: 100) {\n        totalCount\n        nodes {\n          id\n          role\n          person {\n            name\n            email\n          }\n        }\n      }\n    }\n  }\n": types.ProjectMemberCandidatesDocument,
    "\n  mutation ArchiveProject($projectId: ID!, $archived: Boolean!) {\n    archiveProject(input: { projectId: $projectId, archived: $archived }) {\n      ... on ArchiveProjectPayload {\n        project {\n          id\n          archivedAt\n        }\n      }\n      ...Failure\n    }\n  }\n": types.ArchiveProjectDocument,
    "\n  mutation CreateProject($name: String!, $description: String!) {\n    createProject(input: { name: $name, description: $description }) {\n      ... on CreateProjectPayload {\n        project {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": types.CreateProjectDocument,
    "\n  mutation UpdateProject($projectId: ID!, $name: String!, $description: String!) {\n    updateProject(input: { projectId: $projectId, name: $name, description: $description }) {\n      ... on UpdateProjectPayload {\n        project {\n          id\n          name\n          description\n        }\n      }\n      ...Failure\n    }\n  }\n": types.UpdateProjectDocument,
    "\n  query Projects($archived: Boolean!, $after: String) {\n    organization {\n      id\n      projects(first: 20, after: $after, archived: $archived) {\n        totalCount\n        nodes {\n          id\n          name\n          description\n          archivedAt\n          memberCount\n          viewerRole\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ProjectsDocument,
    "\n  query ProjectMembers($projectId: ID!, $after: String) {\n    node(id: $projectId) {\n      ... on Project {\n        id\n        members(first: 50, after: $after) {\n          totalCount\n          nodes {\n            role\n            member {\n              id\n              isViewer\n              person {\n                name\n                email\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": types.ProjectMembersDocument,
    "\n  mutation SetProjectMember($projectId: ID!, $memberId: ID!, $role: ProjectRole) {\n    setProjectMember(input: { projectId: $projectId, memberId: $memberId, role: $role }) {\n      ... on SetProjectMemberPayload {\n        project {\n          id\n          memberCount\n        }\n      }\n      ...Failure\n    }\n  }\n": types.SetProjectMemberDocument,
    "\n  query SystemStatus {\n    systemStatus {\n      name\n      version\n      isHealthy\n      latencyMs\n      detail\n    }\n  }\n": types.SystemStatusDocument,
    "\n  mutation RunSelfCheck {\n    runSelfCheck {\n      ... on RunSelfCheckPayload {\n        selfCheck {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n": types.RunSelfCheckDocument,
    "\n  query SelfCheckHistory($after: String) {\n    organization {\n      id\n      selfChecks(first: 5, after: $after) {\n        totalCount\n        nodes {\n          id\n          status\n          requestedBy\n          createdAt\n          steps {\n            position\n            passed\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.SelfCheckHistoryDocument,
    "\n  subscription SelfCheckEvents($selfCheckId: ID!) {\n    selfCheckEvents(selfCheckId: $selfCheckId) {\n      selfCheck {\n        id\n        status\n      }\n      step {\n        position\n        name\n        passed\n        detail\n        latencyMs\n      }\n    }\n  }\n": types.SelfCheckEventsDocument,
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
export function graphql(source: "\n  mutation CreateOrganization($name: String!, $slug: String) {\n    createOrganization(input: { name: $name, slug: $slug }) {\n      ... on CreateOrganizationPayload {\n        slug\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateOrganization($name: String!, $slug: String) {\n    createOrganization(input: { name: $name, slug: $slug }) {\n      ... on CreateOrganizationPayload {\n        slug\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Failure on Error {\n    code\n    message\n    path\n    ... on InvalidInputError {\n      issues {\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($revoked: Boolean!, $after: String) {\n    organization {\n      id\n      apiKeys(first: 20, after: $after, revoked: $revoked) {\n        totalCount\n        nodes {\n          id\n          name\n          prefix\n          role\n          project {\n            id\n            name\n          }\n          projectRole\n          scopes\n          createdBy {\n            name\n          }\n          expiresAt\n          lastUsedAt\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys($revoked: Boolean!, $after: String) {\n    organization {\n      id\n      apiKeys(first: 20, after: $after, revoked: $revoked) {\n        totalCount\n        nodes {\n          id\n          name\n          prefix\n          role\n          project {\n            id\n            name\n          }\n          projectRole\n          scopes\n          createdBy {\n            name\n          }\n          expiresAt\n          lastUsedAt\n          revokedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($apiKeyId: ID!) {\n    revokeApiKey(input: { apiKeyId: $apiKeyId }) {\n      ... on RevokeApiKeyPayload {\n        apiKey {\n          id\n          revokedAt\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($apiKeyId: ID!) {\n    revokeApiKey(input: { apiKeyId: $apiKeyId }) {\n      ... on RevokeApiKeyPayload {\n        apiKey {\n          id\n          revokedAt\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeyProjects {\n    organization {\n      id\n      projects(first: 100) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiKeyProjects {\n    organization {\n      id\n      projects(first: 100) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on CreateApiKeyPayload {\n        secret\n        apiKey {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on CreateApiKeyPayload {\n        secret\n        apiKey {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents($action: String, $after: String) {\n    organization {\n      id\n      auditEvents(first: 50, after: $after, action: $action) {\n        totalCount\n        nodes {\n          id\n          at\n          actorKind\n          actorName\n          action\n          subjectName\n          details\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditEvents($action: String, $after: String) {\n    organization {\n      id\n      auditEvents(first: 50, after: $after, action: $action) {\n        totalCount\n        nodes {\n          id\n          at\n          actorKind\n          actorName\n          action\n          subjectName\n          details\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
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
export function graphql(source: "\n  query Invitations($after: String) {\n    organization {\n      id\n      invitations(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          email\n          role\n          state\n          expiresAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Invitations($after: String) {\n    organization {\n      id\n      invitations(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          email\n          role\n          state\n          expiresAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($invitationId: ID!) {\n    revokeInvitation(input: { invitationId: $invitationId }) {\n      ... on RevokeInvitationPayload {\n        invitation {\n          id\n          state\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeInvitation($invitationId: ID!) {\n    revokeInvitation(input: { invitationId: $invitationId }) {\n      ... on RevokeInvitationPayload {\n        invitation {\n          id\n          state\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($email: String!, $role: OrganizationRole!) {\n    inviteMember(input: { email: $email, role: $role }) {\n      ... on InviteMemberPayload {\n        link\n        invitation {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation InviteMember($email: String!, $role: OrganizationRole!) {\n    inviteMember(input: { email: $email, role: $role }) {\n      ... on InviteMemberPayload {\n        link\n        invitation {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMemberRole($memberId: ID!, $role: OrganizationRole!) {\n    changeMemberRole(input: { memberId: $memberId, role: $role }) {\n      ... on ChangeMemberRolePayload {\n        member {\n          id\n          role\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeMemberRole($memberId: ID!, $role: OrganizationRole!) {\n    changeMemberRole(input: { memberId: $memberId, role: $role }) {\n      ... on ChangeMemberRolePayload {\n        member {\n          id\n          role\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($memberId: ID!) {\n    removeMember(input: { memberId: $memberId }) {\n      ... on RemoveMemberPayload {\n        removedMemberId\n        revokedKeys\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($memberId: ID!) {\n    removeMember(input: { memberId: $memberId }) {\n      ... on RemoveMemberPayload {\n        removedMemberId\n        revokedKeys\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members($after: String) {\n    organization {\n      id\n      members(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          role\n          joinedAt\n          isViewer\n          person {\n            name\n            email\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Members($after: String) {\n    organization {\n      id\n      members(first: 20, after: $after) {\n        totalCount\n        nodes {\n          id\n          role\n          joinedAt\n          isViewer\n          person {\n            name\n            email\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePasswordResetLink($memberId: ID!) {\n    createPasswordResetLink(input: { memberId: $memberId }) {\n      ... on CreatePasswordResetLinkPayload {\n        link\n        expiresAt\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreatePasswordResetLink($memberId: ID!) {\n    createPasswordResetLink(input: { memberId: $memberId }) {\n      ... on CreatePasswordResetLinkPayload {\n        link\n        expiresAt\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectMemberCandidates {\n    organization {\n      id\n      members(first: 100) {\n        totalCount\n        nodes {\n          id\n          role\n          person {\n            name\n            email\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProjectMemberCandidates {\n    organization {\n      id\n      members(first: 100) {\n        totalCount\n        nodes {\n          id\n          role\n          person {\n            name\n            email\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ArchiveProject($projectId: ID!, $archived: Boolean!) {\n    archiveProject(input: { projectId: $projectId, archived: $archived }) {\n      ... on ArchiveProjectPayload {\n        project {\n          id\n          archivedAt\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ArchiveProject($projectId: ID!, $archived: Boolean!) {\n    archiveProject(input: { projectId: $projectId, archived: $archived }) {\n      ... on ArchiveProjectPayload {\n        project {\n          id\n          archivedAt\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProject($name: String!, $description: String!) {\n    createProject(input: { name: $name, description: $description }) {\n      ... on CreateProjectPayload {\n        project {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateProject($name: String!, $description: String!) {\n    createProject(input: { name: $name, description: $description }) {\n      ... on CreateProjectPayload {\n        project {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProject($projectId: ID!, $name: String!, $description: String!) {\n    updateProject(input: { projectId: $projectId, name: $name, description: $description }) {\n      ... on UpdateProjectPayload {\n        project {\n          id\n          name\n          description\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProject($projectId: ID!, $name: String!, $description: String!) {\n    updateProject(input: { projectId: $projectId, name: $name, description: $description }) {\n      ... on UpdateProjectPayload {\n        project {\n          id\n          name\n          description\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects($archived: Boolean!, $after: String) {\n    organization {\n      id\n      projects(first: 20, after: $after, archived: $archived) {\n        totalCount\n        nodes {\n          id\n          name\n          description\n          archivedAt\n          memberCount\n          viewerRole\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Projects($archived: Boolean!, $after: String) {\n    organization {\n      id\n      projects(first: 20, after: $after, archived: $archived) {\n        totalCount\n        nodes {\n          id\n          name\n          description\n          archivedAt\n          memberCount\n          viewerRole\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectMembers($projectId: ID!, $after: String) {\n    node(id: $projectId) {\n      ... on Project {\n        id\n        members(first: 50, after: $after) {\n          totalCount\n          nodes {\n            role\n            member {\n              id\n              isViewer\n              person {\n                name\n                email\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProjectMembers($projectId: ID!, $after: String) {\n    node(id: $projectId) {\n      ... on Project {\n        id\n        members(first: 50, after: $after) {\n          totalCount\n          nodes {\n            role\n            member {\n              id\n              isViewer\n              person {\n                name\n                email\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetProjectMember($projectId: ID!, $memberId: ID!, $role: ProjectRole) {\n    setProjectMember(input: { projectId: $projectId, memberId: $memberId, role: $role }) {\n      ... on SetProjectMemberPayload {\n        project {\n          id\n          memberCount\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation SetProjectMember($projectId: ID!, $memberId: ID!, $role: ProjectRole) {\n    setProjectMember(input: { projectId: $projectId, memberId: $memberId, role: $role }) {\n      ... on SetProjectMemberPayload {\n        project {\n          id\n          memberCount\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SystemStatus {\n    systemStatus {\n      name\n      version\n      isHealthy\n      latencyMs\n      detail\n    }\n  }\n"): (typeof documents)["\n  query SystemStatus {\n    systemStatus {\n      name\n      version\n      isHealthy\n      latencyMs\n      detail\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RunSelfCheck {\n    runSelfCheck {\n      ... on RunSelfCheckPayload {\n        selfCheck {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RunSelfCheck {\n    runSelfCheck {\n      ... on RunSelfCheckPayload {\n        selfCheck {\n          id\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SelfCheckHistory($after: String) {\n    organization {\n      id\n      selfChecks(first: 5, after: $after) {\n        totalCount\n        nodes {\n          id\n          status\n          requestedBy\n          createdAt\n          steps {\n            position\n            passed\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query SelfCheckHistory($after: String) {\n    organization {\n      id\n      selfChecks(first: 5, after: $after) {\n        totalCount\n        nodes {\n          id\n          status\n          requestedBy\n          createdAt\n          steps {\n            position\n            passed\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SelfCheckEvents($selfCheckId: ID!) {\n    selfCheckEvents(selfCheckId: $selfCheckId) {\n      selfCheck {\n        id\n        status\n      }\n      step {\n        position\n        name\n        passed\n        detail\n        latencyMs\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription SelfCheckEvents($selfCheckId: ID!) {\n    selfCheckEvents(selfCheckId: $selfCheckId) {\n      selfCheck {\n        id\n        status\n      }\n      step {\n        position\n        name\n        passed\n        detail\n        latencyMs\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n"): (typeof documents)["\n  query Shell {\n    viewer {\n      id\n      name\n      email\n      memberships {\n        slug\n        name\n        role\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;