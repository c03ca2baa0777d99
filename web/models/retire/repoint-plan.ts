import { graphql } from '@/graphql/generated';
import type { RepointPlanFieldsFragment } from '@/graphql/generated/graphql';

// Found by their names in the documents that ask for a plan: beforehand, and when it has changed meanwhile.
graphql(`
  fragment RepointChoiceFields on RepointChoice {
    lacks
    costDifference
    model {
      id
      reference
      displayName
      status
    }
  }
`);

graphql(`
  fragment RepointPlanFields on RepointPlan {
    seen
    workflowCount
    choiceCount
    choices {
      ...RepointChoiceFields
    }
    groups {
      key
      needs
      useCount
      choiceCount
      choices {
        ...RepointChoiceFields
      }
      uses {
        live
        nodeId
        stepName
        reference
        workflow {
          id
          name
          project {
            id
            name
          }
        }
      }
    }
  }
`);

export const PlanOfRepointing = graphql(`
  query PlanOfRepointing($modelId: ID!) {
    repointPlan(modelId: $modelId) {
      ... on RepointPlan {
        ...RepointPlanFields
      }
      ...Failure
    }
  }
`);

export type RepointPlan = RepointPlanFieldsFragment;
export type RepointGroup = RepointPlan['groups'][number];
export type RepointChoice = RepointPlan['choices'][number];
