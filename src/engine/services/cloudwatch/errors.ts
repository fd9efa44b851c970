import { AwsError } from '../../http/awsError.ts';
import { type ErrorNames } from '../../protocols/errorNames.ts';

/** The codes of the query protocol, and what newer protocols call them. */
export const ERROR_NAMES: ErrorNames = {
  InvalidParameterValue: 'InvalidParameterValueException',
  InvalidParameterCombination: 'InvalidParameterCombinationException',
  MissingParameter: 'MissingRequiredParameterException',
  InternalFailure: 'InternalServiceFault',
};

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message);
}

export function missing(message: string): AwsError {
  return new AwsError('MissingParameter', message);
}

export function validation(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The NextToken is not one of this operation.');
}
